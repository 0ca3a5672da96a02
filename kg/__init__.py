"""Zhengtu 政图: Chinese government reports in, a knowledge graph of who ran what, where, when and with which result out."""
