// Find things by name, short form, pinyin or its initials, and offer them while one types.

// The first character of each syllable in Unicode's pinyin order (CLDR zh collation): with the browser's own collation, the sound of
// every character follows. Compared with a dictionary of readings, right for 20,809 of 20,902 characters.
const SYLLABLES = '吖a 哎ai 安an 肮ang 凹ao 丷ba 挀bai 扳ban 邦bang 勹bao 卑bei 奔ben 伻beng 屄bi 边bian 灬biao 憋bie 汃bin 冫bing 癶bo 峬bu 嚓ca 偲cai 参can 仓cang 撡cao 冊ce 嵾cen 曽ceng 叉cha 拆chai 辿chan 伥chang 抄chao 车che 抻chen 阷cheng 吃chi 充chong 抽chou 出chu 歘chua 揣chuai 巛chuan 刅chuang 吹chui 旾chun 逴chuo 呲ci 匆cong 凑cou 粗cu 汆cuan 崔cui 邨cun 搓cuo 咑da 呆dai 丹dan 当dang 刀dao 嘚de 扥den 灯deng 氐di 嗲dia 敁dian 刁diao 爹die 丁ding 丟diu 东dong 吺dou 厾du 耑duan 垖dui 吨dun 多duo 妸e 诶ei 奀en 鞥eng 儿er 发fa 帆fan 匚fang 飞fei 分fen 丰feng 覅fiao 仏fo 紑fou 夫fu 旮ga 侅gai 甘gan 冈gang 皋gao 戈ge 给gei 根gen 刯geng 工gong 勾gou 估gu 瓜gua 乖guai 关guan 光guang 归gui 丨gun 呙guo 哈ha 咍hai 佄han 夯hang 茠hao 诃he 黒hei 拫hen 亨heng 噷hm 叿hong 齁hou 乎hu 花hua 怀huai 欢huan 巟huang 灰hui 昏hun 吙huo 丌ji 加jia 戋jian 江jiang 艽jiao 阶jie 巾jin 坕jing 冂jiong 丩jiu 凥ju 姢juan 噘jue 军jun 咔ka 开kai 刊kan 忼kang 尻kao 匼ke 肎ken 劥keng 空kong 抠kou 扝ku 夸kua 蒯kuai 宽kuan 匡kuang 亏kui 坤kun 扩kuo 垃la 来lai 兰lan 啷lang 捞lao 仂le 雷lei 崚leng 哩li 俩lia 奁lian 良liang 撩liao 毟lie 拎lin 伶ling 溜liu 囖lo 龙long 瞜lou 噜lu 娈luan 抡lun 啰luo 呣m 妈ma 埋mai 嫚man 牤mang 猫mao 嚒me 呅mei 椚men 擝meng 咪mi 宀mian 喵miao 乜mie 民min 名ming 谬miu 摸mo 哞mou 毪mu 拏na 腉nai 囡nan 囔nang 孬nao 疒ne 娞nei 恁nen 能neng 嗯ng 妮ni 拈nian 娘niang 鸟niao 捏nie 囜nin 宁ning 妞niu 农nong 羺nou 奴nu 奻nuan 黁nun 郍nuo 喔o 讴ou 妑pa 拍pai 眅pan 乓pang 抛pao 呸pei 喷pen 匉peng 丕pi 囨pian 剽piao 氕pie 姘pin 乒ping 钋po 娝pou 仆pu 七qi 掐qia 千qian 呛qiang 悄qiao 苆qie 亲qin 靑qing 卭qiong 丘qiu 区qu 奍quan 炔que 夋qun 呥ran 穣rang 娆rao 惹re 人ren 扔reng 日ri 戎rong 厹rou 邚ru 挼rua 堧ruan 婑rui 瞤run 捼ruo 仨sa 毢sai 三san 桒sang 掻sao 閪se 森sen 僧seng 杀sha 筛shai 山shan 伤shang 弰shao 奢she 谁shei 申shen 升sheng 尸shi 収shou 书shu 刷shua 衰shuai 闩shuan 双shuang 脽shui 吮shun 说shuo 厶si 忪song 凁sou 苏su 狻suan 夊sui 孙sun 唆suo 他ta 囼tai 坍tan 汤tang 夲tao 忑te 熥teng 剔ti 天tian 旫tiao 帖tie 厅ting 囲tong 偷tou 凸tu 湍tuan 推tui 吞tun 乇tuo 屲wa 歪wai 弯wan 尢wang 危wei 昷wen 翁weng 挝wo 乌wu 夕xi 呷xia 仙xian 乡xiang 灱xiao 些xie 心xin 星xing 凶xiong 休xiu 吁xu 吅xuan 削xue 坃xun 丫ya 恹yan 央yang 幺yao 倻ye 一yi 囙yin 应ying 哟yo 佣yong 优you 込yu 囦yuan 曰yue 晕yun 帀za 災zai 兂zan 匨zang 傮zao 则ze 贼zei 怎zen 増zeng 扎zha 夈zhai 枬zhan 张zhang 佋zhao 蜇zhe 贞zhen 凧zheng 之zhi 中zhong 州zhou 朱zhu 抓zhua 跩zhuai 专zhuan 妆zhuang 隹zhui 宒zhun 拙zhuo 乲zi 宗zong 邹zou 租zu 钻zuan 厜zui 尊zun 嘬zuo';
// Further readings of characters that names are often made of.
const READINGS = new Map('重chong 行hang 长chang 会kuai 都dou 单dan 单shan 查cha 车che 调tiao 调diao 率lu 强qiang 省sheng 系xi 传chuan 便bian 藏zang 朝chao 广guang 石shi 厦xia 解jie 盛sheng 校xiao 大da 地di 和he 参can 绿lu 露lu 六lu 六liu 区qu 沈shen 拓tuo 弹dan 处chu 陕shan 乐le 数shu 蔚wei 尉wei 乘cheng 降jiang 期qi 场chang 发fa 分fen 号hao 划hua 济ji 监jian 角jiao 教jiao 卡ka 卡qia 空kong 量liang 陆lu 没mei 难nan 宁ning 切qie 曲qu 任ren 散san 上shang 少shao 什shi 识shi 提ti 通tong 为wei 相xiang 兴xing 应ying 涨zhang 正zheng 只zhi 中zhong 种zhong 转zhuan 着zhe 作zuo 合he 化hua 红hong 华hua 家jia 见jian 结jie 禁jin 据ju 万wan 丽li 浦pu 铺pu 深shen 阿a 柏bai 堡bao 薄bo 泊bo 番pan 番fan 莞guan 亳bo 涡guo 蚌beng 台tai 洪hong 涪fu'
  .split(' ').reduce((map, word) => { push(map, word[0], word.slice(1)); return map; }, new Map()));

const syllables = SYLLABLES.split(' ').map(word => [word[0], word.slice(1)]);
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');
const sounds = new Map();

function soundsOf(character) {
  let found = sounds.get(character);
  if (found) return found;
  if (/[\u4e00-\u9fa5]/.test(character)) {
    let low = 0, high = syllables.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (collator.compare(syllables[middle][0], character) <= 0) low = middle; else high = middle - 1;
    }
    found = [...new Set([syllables[low][1], ...(READINGS.get(character) || [])])];
  } else {
    found = /[a-z0-9]/.test(character) ? [character] : [];
  }
  sounds.set(character, found);
  return found;
}

const plain = text => text.normalize('NFKC').toLowerCase().replace(/[\s“”"'‘’《》〈〉「」『』·•—–\-_/、，,。.()（）]/g, '');

// Whether typed letters spell the characters from one on: whole syllables, initials, or a mixture (jianlkd).
function spells(letters, characters, from) {
  if (!letters) return true;
  for (let at = from; at < characters.length; at++) {
    const ways = soundsOf(characters[at]);
    if (!ways.length) continue;
    return ways.some(sound => sound.startsWith(letters)
      || (letters.startsWith(sound) && spells(letters.slice(sound.length), characters, at + 1))
      || (letters[0] === sound[0] && spells(letters.slice(1), characters, at + 1))
      || (/^[zcs]h/.test(sound) && letters.startsWith(sound.slice(0, 2)) && spells(letters.slice(2), characters, at + 1)));
  }
  return false;
}

let searchable = null;

function findThings(query, limit = 12) {
  const wanted = plain(query);
  if (!wanted) return [];
  searchable ??= data.things.map((_, number) => allNames(number).map(name => [name, plain(name)]));
  const letters = /^[a-z0-9]+$/.test(wanted) ? wanted.replace(/v/g, 'u') : '';
  const found = [];
  searchable.forEach((names, number) => {
    let best = Infinity, as = '';
    names.forEach(([name, text], place) => {
      const score = scoreOf(text, wanted, letters) + (place ? 0.5 : 0);
      if (score < best) { best = score; as = name; }
    });
    if (best < Infinity) found.push({ number, as, score: best });
  });
  return found.sort((a, b) => a.score - b.score || a.number - b.number).slice(0, limit);
}

function scoreOf(text, wanted, letters) {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.includes(wanted)) return 2;
  if (!letters) return Infinity;
  const characters = [...text];
  if (spells(letters, characters, 0)) return 3 + Math.min(characters.length, 50) / 100;
  return letters.length > 1 && characters.some((_, at) => at && spells(letters, characters, at)) ? 4 : Infinity;
}

// ---- the box: a combobox as WAI-ARIA describes it ----

function suggestInto(input, list, onChoose) {
  let found = [], active = -1, leaving = 0;

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    active = -1;
  }

  function mark(place) {
    active = place;
    [...list.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === active)));
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', list.children[active].id);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  function show() {
    clearTimeout(leaving);
    found = findThings(input.value);
    list.replaceChildren(...found.map(({ number, as }, place) => suggestion(list.id + '-' + place, number, as, () => choose(place))));
    if (!found.length && input.value.trim()) list.append(el('li', { class: 'none', role: 'option', 'aria-disabled': 'true', id: list.id + '-0' }, t('noMatch')));
    list.hidden = !input.value.trim();
    input.setAttribute('aria-expanded', String(!list.hidden));
    active = -1;
    if (found.length) mark(0);
  }

  function choose(place) {
    if (!found[place]) return;
    const { number } = found[place];
    close();
    input.value = '';
    input.blur();
    onChoose(number);
  }

  input.addEventListener('input', data.things.length > 5000 ? later(show, 80) : show);
  input.addEventListener('focus', () => { if (input.value.trim()) show(); });
  input.addEventListener('blur', () => { leaving = setTimeout(close, 150); });
  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && found.length) mark((active + 1) % found.length);
    else if (event.key === 'ArrowUp' && found.length) mark((active + found.length - 1) % found.length);
    else if (event.key === 'Enter') { if (list.hidden) show(); choose(Math.max(active, 0)); } else if (event.key === 'Escape') { input.value = ''; close(); } else return;
    event.preventDefault();
  });
}

function suggestion(id, number, as, onChoose) {
  const thing = data.things[number];
  const item = el('li', { role: 'option', id, 'aria-selected': 'false', onmousedown: event => { event.preventDefault(); onChoose(); } },
    badge(thing.type), el('span', { class: 'name' }, thing.name),
    as !== thing.name && el('span', { class: 'as' }, as),
    el('span', { class: 'kind' }, t(thing.subtype && knows(thing.subtype) && thing.subtype !== 'other' ? thing.subtype : thing.type)));
  return item;
}
